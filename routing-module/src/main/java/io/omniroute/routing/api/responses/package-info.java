/** OpenAI Responses. */
package io.omniroute.routing.api.responses;
