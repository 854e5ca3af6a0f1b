/** What keeps calls going, cheap and within their bounds, in the whole application. */
package io.omniroute.it.routing;
