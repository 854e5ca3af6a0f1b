/** Vendors played by scripts, for tests of this module and (as a test jar) of the whole application. */
package io.omniroute.testkit;
