package io.omniroute.persistence.usage;

import io.omniroute.provider.chat.Usage;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The tokens of one call. */
@Embeddable
class TokenColumns {
    @Column(name = "input_tokens")
    private long input;

    @Column(name = "cached_tokens")
    private long cached;

    @Column(name = "cache_write_tokens")
    private long cacheWrite;

    @Column(name = "output_tokens")
    private long output;

    @Column(name = "reasoning_tokens")
    private long reasoning;

    @Column(name = "estimated")
    private boolean estimated;

    @Column(name = "hour_cache_write_tokens")
    private long hourCacheWrite;

    @Column(name = "service_tier")
    private String tier;

    protected TokenColumns() {} // for JPA

    Usage toUsage() {
        return new Usage(
                input, cached, cacheWrite, output, reasoning, estimated, hourCacheWrite, Usage.Tier.valueOf(tier));
    }
}
