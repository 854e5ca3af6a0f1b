/** What holds the web module together: the list of JAX-RS resources, the start and the stop of the application. */
package io.omniroute.admin.shell;
