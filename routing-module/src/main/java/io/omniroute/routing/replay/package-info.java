/** Idempotency: a call that is repeated with its idempotency key gets the first one's answer. */
package io.omniroute.routing.replay;
