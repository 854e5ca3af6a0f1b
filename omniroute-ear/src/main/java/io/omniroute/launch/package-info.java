/**
 * What {@code java -jar omniroute.jar} runs: reads the options, starts Payara Micro with the one application in it, keeps the
 * terminal clean, and takes everything down in order. Lives outside the server's class loaders and meets the application only
 * at the platform's MBean server.
 */
package io.omniroute.launch;
