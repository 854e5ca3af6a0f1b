/**
 * The exact cache: the same request of the same key is answered from memory, where an administrator turned that on; and the
 * settings of both caches. The other one is in {@code cache.semantic}.
 */
package io.omniroute.routing.cache;
