/** Chat calls of all formats, between the Servlet API and the gateway. Bytes in, bytes out; nothing is decided here. */
package io.omniroute.routing.api.chat;
