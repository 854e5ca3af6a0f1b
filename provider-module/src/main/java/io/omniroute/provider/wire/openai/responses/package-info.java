/**
 * OpenAI Responses ({@code POST /v1/responses}), both sides. Callers use the two public codecs only; the readers and
 * writers behind them are stateless, the encoder and the decoder of a stream live as long as that stream. What the
 * format cannot carry is listed in {@code docs/wire/openai-responses.md}.
 */
package io.omniroute.provider.wire.openai.responses;
