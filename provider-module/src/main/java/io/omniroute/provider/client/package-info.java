/** Calls to vendors over HTTP: opening, deadlines, cancelling, address checks, and the decorators around them. */
package io.omniroute.provider.client;
