package io.omniroute.it.conversation;

import com.fasterxml.jackson.databind.JsonNode;

/** A function a caller offers. */
public record ToolSpec(String name, String description, JsonNode schema) {}
