package io.omniroute.bench;

/** A server that gets faster for some minutes, because its code is compiled as it runs. */
interface JvmServer extends Server {
    /** CPU time of the compiler threads that run now. */
    long compilerMillis();
}
