/**
 * Gemini {@code generateContent} and {@code streamGenerateContent}, both sides. Public are the two codecs, the token
 * count's answer and {@link io.omniroute.provider.wire.gemini.generate.ThoughtSignatures}, which the vendor side needs.
 * Called by whoever hands out codecs; what is carried and what is lost is told in {@code docs/wire/gemini.md}.
 */
package io.omniroute.provider.wire.gemini.generate;
