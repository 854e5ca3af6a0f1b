package io.omniroute.it.conversation;

import java.util.Optional;

/** What a tool said. @param png beside the text, where the caller's format has room for it */
public record ToolResult(Call call, String text, boolean failed, Optional<byte[]> png) {}
