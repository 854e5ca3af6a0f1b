/** Policies as callers and vendors see them. */
package io.omniroute.it.policy;
