/** What the benchmark compares the gateway with: the same server and threads, and a servlet that only copies. */
package io.omniroute.bench.relay;
