package io.omniroute.provider.client;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.outbound.Outbound;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which addresses the gateway may call: design, section 5. Loopback may be called, private networks where a node says
 * so, metadata services, link-local, multicast and reserved addresses never.
 */
public final class AddressGuard {
    /** What clouds call the service that hands out their credentials: Google, AWS, Azure, Alibaba, Tencent, IBM. */
    private static final Set<String> METADATA_NAMES = Set.of(
            "metadata",
            "metadata.google.internal",
            "metadata.goog",
            "instance-data",
            "instance-data.ec2.internal",
            "metadata.azure.internal",
            "metadata.azure.com",
            "metadata.aliyun.com",
            "metadata.tencentyun.com",
            "api.metadata.cloud.ibm.com");

    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]+");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(^|\\.)([0-9]+|0x[0-9a-f]*)\\.?$");
    private static final Pattern LOCALHOST = Pattern.compile("(^|\\.)localhost\\.?$");
    private static final String METADATA = "it is a metadata service";

    private AddressGuard() {}

    /**
     * Checks a base URL as it is saved. A name that cannot be resolved now passes: it is checked again, with the very
     * address that is connected to, on each new connection.
     *
     * @return what is wrong with it, a whole sentence
     */
    public static Optional<String> objectionTo(String baseUrl, boolean allowPrivateNetwork) {
        Destination destination;
        try {
            URI uri = new URI(baseUrl);
            if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
                return Optional.of("The base URL must not hold a user, a query or a fragment.");
            }
            destination = Destination.of(uri, allowPrivateNetwork, Outbound.DIRECT);
        } catch (URISyntaxException e) {
            return Optional.of("The base URL is not a URL.");
        } catch (IllegalArgumentException e) {
            return Optional.of("The base URL cannot be called: " + e.getMessage() + ".");
        }
        if (destination.port() < 1 || destination.port() > 65_535) {
            return Optional.of("The port of the base URL must be from 1 to 65535.");
        }
        return objectionTo(destination);
    }

    private static Optional<String> objectionTo(Destination destination) {
        try {
            // RFC 6874: what follows the percent sign names an interface, which this machine need not have
            InetAddress[] addresses =
                    InetAddress.getAllByName(destination.host().split("%", 2)[0]);
            return objectionToAny(destination.host(), addresses, destination.allowPrivateNetwork());
        } catch (UnknownHostException e) {
            return objectionToUnknown(destination.host());
        }
    }

    /** What is wrong with a host's name, or with the first of its addresses that may not be called. */
    static Optional<String> objectionToAny(String host, InetAddress[] addresses, boolean allowPrivateNetwork) {
        Optional<String> objection = objectionToName(host);
        if (objection.isPresent()) {
            return objection;
        }
        for (InetAddress address : addresses) {
            Optional<String> refusal = refusal(address, allowPrivateNetwork);
            if (refusal.isPresent()) {
                return Optional.of(sentence(host, refusal.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * What speaks against a host by its name alone, which is all there is to see when somebody else resolves it.
     *
     * @param host in lower case
     */
    static Optional<String> objectionToName(String host) {
        // RFC 1034, 3.1: a name with a dot at its end is the same name
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return METADATA_NAMES.contains(name) ? Optional.of(sentence(host, METADATA)) : Optional.empty();
    }

    /**
     * As {@link #objectionToName}, of a host that this machine finds no address for. Somebody else may still read one in its
     * spelling: WHATWG URL, 3.5, takes whatever ends in a number for an IPv4 address, hexadecimal and octal ones too.
     */
    static Optional<String> objectionToUnknown(String host) {
        Optional<String> objection = objectionToName(host);
        if (objection.isPresent()) {
            return objection;
        }
        if (!NAME.matcher(host).matches()) {
            return Optional.of(sentence(host, "it is no host name"));
        }
        return ENDS_IN_NUMBER.matcher(host).find()
                ? Optional.of(sentence(host, "it ends in a number and is no address that is known here"))
                : Optional.empty();
    }

    /** RFC 6761, 6.3: these names are this machine, whoever is asked. @param host in lower case */
    static boolean isLocalhost(String host) {
        return LOCALHOST.matcher(host).find();
    }

    /**
     * The addresses of a DNS answer that may be connected to.
     *
     * @throws GatewayException FORBIDDEN when there is none
     */
    static List<InetAddress> permitted(Destination destination, InetAddress[] answer) {
        objectionToName(destination.host()).ifPresent(objection -> {
            throw refused(objection);
        });
        List<InetAddress> permitted = new ArrayList<>(answer.length);
        String reason = "it has no address";
        for (InetAddress address : answer) {
            Optional<String> refusal = refusal(address, destination.allowPrivateNetwork());
            if (refusal.isEmpty()) {
                permitted.add(address);
            } else {
                reason = refusal.get();
            }
        }
        if (permitted.isEmpty()) {
            throw refused(sentence(destination.host(), reason));
        }
        return permitted;
    }

    /** As {@link #permitted} has it. */
    static GatewayException refused(String sentence) {
        return new GatewayException(Failure.of(FailureKind.FORBIDDEN, sentence, "address_not_allowed"));
    }

    static boolean isLoopback(InetAddress address) {
        return AddressKind.of(address) == AddressKind.LOOPBACK;
    }

    private static String sentence(String host, String reason) {
        return "The address of '" + host + "' may not be called: " + reason + ".";
    }

    private static Optional<String> refusal(InetAddress address, boolean allowPrivateNetwork) {
        return switch (AddressKind.of(address)) {
            case PUBLIC, LOOPBACK -> Optional.empty();
            case PRIVATE ->
                allowPrivateNetwork
                        ? Optional.empty()
                        : Optional.of("it is in a private network and allowPrivateNetwork is off");
            case METADATA -> Optional.of(METADATA);
            case LINK_LOCAL -> Optional.of("it is link-local");
            case MULTICAST -> Optional.of("it is a multicast address");
            case RESERVED -> Optional.of("it is a reserved address");
        };
    }
}
