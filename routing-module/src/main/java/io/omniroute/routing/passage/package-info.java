/** Sends calls by the proxy that the rules name, remembers for a moment which proxies are down, and keeps a log of what went through. */
package io.omniroute.routing.passage;
