/** Which models there are beside the catalogue's: aliases and models that administrators add. */
package io.omniroute.routing.models;
