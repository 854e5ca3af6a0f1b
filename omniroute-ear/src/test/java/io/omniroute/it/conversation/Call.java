package io.omniroute.it.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/** A model's call of a tool. */
public record Call(String id, String name, JsonNode arguments) {}
