/** The built jar as a process of its own, reached over HTTP and by signals; and the same archive on other servers. */
package io.omniroute.it;
