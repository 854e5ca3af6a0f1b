/**
 * The bodies of calls, for keys that want them kept: taken down while they pass, then redacted and stored by a thread of
 * their own. Used by the gateway, which begins and ends a capture, and by the management API.
 */
package io.omniroute.routing.capture;
