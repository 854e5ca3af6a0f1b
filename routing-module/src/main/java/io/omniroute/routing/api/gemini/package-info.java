/** Gemini generateContent. */
package io.omniroute.routing.api.gemini;
