/** The vendors' official SDKs as callers of the gateway, behind one small interface. */
package io.omniroute.it.client;
