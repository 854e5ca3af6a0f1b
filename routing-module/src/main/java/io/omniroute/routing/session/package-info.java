/**
 * Conversations that are going on: which calls belong together, and what they have come to. In memory of the node, bounded,
 * never across the keys of callers. Which account a conversation is bound to is {@code affinity}'s business.
 */
package io.omniroute.routing.session;
