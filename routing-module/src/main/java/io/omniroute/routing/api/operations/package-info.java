/** What a monitoring system asks for, where the server does not answer it. */
package io.omniroute.routing.api.operations;
