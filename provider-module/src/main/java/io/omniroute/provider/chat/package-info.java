/**
 * The canonical chat model: what a request asks and what a reply says, independent of any vendor's wire format.
 * Immutable records only; no I/O and no vendor names beyond {@link io.omniroute.provider.chat.ModelFamily}.
 * Every codec in {@code io.omniroute.provider.wire} translates to or from these types.
 */
package io.omniroute.provider.chat;
