/**
 * Anthropic Messages, both sides: {@link io.omniroute.provider.wire.anthropic.messages.AnthropicClientCodec} for what
 * clients such as Claude Code send, {@link io.omniroute.provider.wire.anthropic.messages.AnthropicUpstreamCodec} for
 * Anthropic itself and the vendors that copy its format. What is carried and what is lost: {@code
 * docs/wire/anthropic-messages.md}. Called by the gateway only.
 */
package io.omniroute.provider.wire.anthropic.messages;
