/** The model all-MiniLM-L6-v2 in the JVM, for the semantic cache. One jar beside the application, found by its service. */
package io.omniroute.extension.minilm;
