/** What goes through the gateway unchanged, what is added to it, and how fast it leaves. */
package io.omniroute.it.pass;
