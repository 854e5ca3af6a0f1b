/** Answers from memory in the whole application, with the extension that understands other words. */
package io.omniroute.it.cache;
