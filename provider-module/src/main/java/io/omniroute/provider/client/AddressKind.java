package io.omniroute.provider.client;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** What an IP address stands for. An address that embeds an IPv4 address is judged by that one. */
enum AddressKind {
    PUBLIC,
    LOOPBACK,
    PRIVATE,
    METADATA,
    LINK_LOCAL,
    MULTICAST,
    RESERVED;

    /** The first match counts. Cloud vendors answer on 169.254.169.254 (link-local); the first four are the exceptions. */
    private static final List<Block> V4 = List.of(
            block(METADATA, 32, 100, 100, 100, 200), // Alibaba
            block(METADATA, 32, 168, 63, 129, 16), // Azure
            block(METADATA, 24, 192, 0, 0), // Oracle, and the rest of the protocol assignments
            block(METADATA, 32, 169, 254, 169, 254),
            block(RESERVED, 8, 0),
            block(LOOPBACK, 8, 127),
            block(LINK_LOCAL, 16, 169, 254),
            block(PRIVATE, 8, 10),
            block(PRIVATE, 12, 172, 16),
            block(PRIVATE, 16, 192, 168),
            block(PRIVATE, 10, 100, 64), // RFC 6598, carrier-grade NAT
            block(PRIVATE, 15, 198, 18), // RFC 2544, benchmarking
            block(MULTICAST, 4, 224),
            block(RESERVED, 4, 240)); // holds the broadcast address

    private static final List<Block> V6 = List.of(
            block(METADATA, 32, 0xfd, 0, 0x0e, 0xc2), // AWS: fd00:ec2::254, and ::23 for the credentials of pods
            block(METADATA, 128, 0xfd, 0, 0, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 0xa9, 0xfe, 0xa9, 0xfe), // Oracle
            block(METADATA, 128, 0xfd, 0x20, 0, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54), // GCP
            block(LOOPBACK, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            block(RESERVED, 128),
            block(LINK_LOCAL, 10, 0xfe, 0x80),
            block(PRIVATE, 10, 0xfe, 0xc0), // site-local, deprecated yet routed in places
            block(PRIVATE, 7, 0xfc),
            block(MULTICAST, 8, 0xff),
            block(RESERVED, 64, 0x01)); // RFC 6666, discard only

    /** RFC 8215: which of the layouts of RFC 6052 a network uses below this prefix is its own affair. */
    private static final Block LOCAL_NAT64 = block(PUBLIC, 48, 0, 0x64, 0xff, 0x9b, 0, 1);

    /** IPv6 blocks whose addresses lead to an IPv4 one, and where in them its four bytes stand. */
    private static final List<Embedding> EMBEDDINGS = List.of(
            last(block(PUBLIC, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff)), // IPv4-mapped
            last(block(PUBLIC, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff)), // IPv4-translated, RFC 2765
            last(block(PUBLIC, 96)), // IPv4-compatible
            last(block(PUBLIC, 96, 0, 0x64, 0xff, 0x9b)), // NAT64, RFC 6052
            isatap(0),
            isatap(2),
            last(LOCAL_NAT64),
            new Embedding(LOCAL_NAT64, 0, 6, 7, 9, 10),
            new Embedding(LOCAL_NAT64, 0, 7, 9, 10, 11),
            new Embedding(LOCAL_NAT64, 0, 9, 10, 11, 12),
            new Embedding(block(PUBLIC, 16, 0x20, 0x02), 0, 2, 3, 4, 5), // 6to4
            new Embedding(block(PUBLIC, 32, 0x20, 0x01, 0, 0), 0xff, 12, 13, 14, 15)); // Teredo hides it by inversion

    /** The first that any layout reads is believed: layouts that are not in use read addresses from the ends of the range. */
    private static final List<AddressKind> TELLING =
            List.of(METADATA, LINK_LOCAL, LOOPBACK, PRIVATE, PUBLIC, MULTICAST, RESERVED);

    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? first(V4, bytes) : ofV6(bytes);
    }

    private static AddressKind ofV6(byte[] bytes) {
        AddressKind own = first(V6, bytes);
        if (own != PUBLIC) {
            return own;
        }
        List<AddressKind> embedded = EMBEDDINGS.stream()
                .filter(embedding -> embedding.block().holds(bytes))
                .map(embedding -> first(V4, embedding.extract(bytes)))
                .toList();
        AddressKind inner =
                TELLING.stream().filter(embedded::contains).findFirst().orElse(PUBLIC);
        // a detour to our own host is nobody's honest configuration
        return inner == LOOPBACK ? RESERVED : inner;
    }

    private static AddressKind first(List<Block> blocks, byte[] address) {
        for (Block block : blocks) {
            if (block.holds(address)) {
                return block.kind();
            }
        }
        return PUBLIC;
    }

    private static Block block(AddressKind kind, int bits, int... prefix) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < prefix.length; i++) {
            bytes[i] = (byte) prefix[i];
        }
        return new Block(bytes, 0, bits, kind);
    }

    /** RFC 5214, 6.1: below any prefix; {@code u} says whether the IPv4 address is a unique one. */
    private static Embedding isatap(int u) {
        return last(new Block(new byte[] {(byte) u, 0, 0x5e, (byte) 0xfe}, 8, 32, PUBLIC));
    }

    private static Embedding last(Block block) {
        return new Embedding(block, 0, 12, 13, 14, 15);
    }

    /** @param start the byte at which the prefix stands */
    private record Block(byte[] prefix, int start, int bits, AddressKind kind) {
        boolean holds(byte[] address) {
            int whole = bits / 8;
            if (!Arrays.equals(address, start, start + whole, prefix, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((address[start + whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0;
        }
    }

    /** @param mask what the bytes are combined with by exclusive or */
    private record Embedding(Block block, int mask, int... places) {
        byte[] extract(byte[] address) {
            byte[] inner = new byte[4];
            for (int i = 0; i < inner.length; i++) {
                inner[i] = (byte) (address[places[i]] ^ mask);
            }
            return inner;
        }
    }
}
