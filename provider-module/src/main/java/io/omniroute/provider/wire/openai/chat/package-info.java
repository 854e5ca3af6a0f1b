/**
 * OpenAI Chat Completions, both sides. Only the two codecs are public; {@code Codecs} hands them out. What is carried
 * and what is lost is listed in {@code docs/wire/openai-chat.md}.
 */
package io.omniroute.provider.wire.openai.chat;
