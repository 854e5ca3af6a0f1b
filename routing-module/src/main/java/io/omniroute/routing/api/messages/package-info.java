/** Anthropic Messages. */
package io.omniroute.routing.api.messages;
