/** OpenAI Chat Completions. */
package io.omniroute.routing.api.chat;
