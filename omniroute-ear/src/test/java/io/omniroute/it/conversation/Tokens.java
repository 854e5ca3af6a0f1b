package io.omniroute.it.conversation;

/** @param input cached ones included @param output reasoning included */
public record Tokens(long input, long cached, long output, long reasoning) {}
