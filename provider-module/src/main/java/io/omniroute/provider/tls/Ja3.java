package io.omniroute.provider.tls;

import java.util.List;
import java.util.stream.Collectors;

/** JA3: https://github.com/salesforce/ja3, README, "How it works". GREASE values are left out. */
final class Ja3 {
    private Ja3() {}

    static String text(ClientHello hello) {
        return String.join(
                ",",
                Integer.toString(hello.version()),
                dashed(hello.cipherSuites()),
                dashed(hello.extensions()),
                dashed(hello.groups()),
                dashed(hello.pointFormats()));
    }

    private static String dashed(List<Integer> values) {
        return values.stream()
                .filter(value -> !Ext.isGrease(value))
                .map(String::valueOf)
                .collect(Collectors.joining("-"));
    }
}
