/**
 * The semantic cache: a question is answered with what was said to the same one in other words. What may not differ goes into
 * a digest ({@link io.omniroute.routing.cache.semantic.Question}); only what is left of the last user text is compared by the
 * nearness of vectors, which an optional extension makes ({@link io.omniroute.routing.cache.semantic.EmbedderFactory}).
 */
package io.omniroute.routing.cache.semantic;
