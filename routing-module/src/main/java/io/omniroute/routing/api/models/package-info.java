/** The list of models, in the shape each family of clients expects. */
package io.omniroute.routing.api.models;
