/** What the whole-application tests say and hear, in no wire format. */
package io.omniroute.it.conversation;
