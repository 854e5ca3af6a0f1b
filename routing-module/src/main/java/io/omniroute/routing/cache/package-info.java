/** The exact cache: the same request of the same key is answered from memory, where an administrator turned that on. */
package io.omniroute.routing.cache;
