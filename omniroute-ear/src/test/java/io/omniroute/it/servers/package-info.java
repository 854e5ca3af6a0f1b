/**
 * The same archive on the application servers of others: unpacked, set up by our scripts, called like the runnable jar. Run by
 * the Maven profile {@code servers} only.
 */
package io.omniroute.it.servers;
