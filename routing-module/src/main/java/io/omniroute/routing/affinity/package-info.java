/**
 * Which account a conversation belongs to: sessions, stored responses, encrypted reasoning. In memory, bounded, and never
 * across the keys of callers.
 */
package io.omniroute.routing.affinity;
