/** Hands out the codec of each wire format. */
package io.omniroute.provider.codec;
