/** Errors of the API in the caller's own format. */
package io.omniroute.routing.api.error;
