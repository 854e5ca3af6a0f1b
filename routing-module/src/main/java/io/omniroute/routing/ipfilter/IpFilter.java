package io.omniroute.routing.ipfilter;

import io.omniroute.routing.access.AddressPattern;
import java.util.List;
import java.util.Objects;

/**
 * Which addresses may call.
 *
 * @param enabled whether the lists count; bans do so in any case
 * @param coverManagement whether the lists hold for {@code /api} too, loopback excepted
 */
public record IpFilter(
        boolean enabled,
        Mode mode,
        List<AddressPattern> blacklist,
        List<AddressPattern> whitelist,
        boolean coverManagement,
        BanRule bans) {
    public static final IpFilter DEFAULT =
            new IpFilter(false, Mode.BLACKLIST, List.of(), List.of(), false, BanRule.DEFAULT);

    /** What the lists mean. */
    public enum Mode {
        /** Who is listed is refused. */
        BLACKLIST,
        /** Only who is listed is let in. */
        WHITELIST,
        /** Who is on the blacklist is refused, unless the whitelist names it too. */
        WHITELIST_PRIORITY
    }

    public IpFilter {
        Objects.requireNonNull(mode, "mode");
        blacklist = List.copyOf(blacklist);
        whitelist = List.copyOf(whitelist);
        Objects.requireNonNull(bans, "bans");
    }

    /** @param address a literal */
    public boolean lets(String address) {
        return !enabled
                || switch (mode) {
                    case BLACKLIST -> !AddressPattern.any(blacklist, address);
                    case WHITELIST -> AddressPattern.any(whitelist, address);
                    case WHITELIST_PRIORITY ->
                        AddressPattern.any(whitelist, address) || !AddressPattern.any(blacklist, address);
                };
    }
}
