/** Tests of the whole application: the built jar runs, clients call it over HTTP, vendors are played by scripts. */
package io.omniroute.it;
