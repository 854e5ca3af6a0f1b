/** A provider that answers locally, so that a fresh install can be called before any vendor is connected. */
package io.omniroute.provider.demo;
