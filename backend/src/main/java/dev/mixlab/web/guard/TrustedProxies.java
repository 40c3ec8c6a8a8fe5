package dev.mixlab.web.guard;

import dev.mixlab.common.InvalidInputException;
import io.netty.util.NetUtil;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses whose word is taken for whom they forward requests of. */
public final class TrustedProxies {

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * Reads addresses and networks.
     *
     * @param texts such as 127.0.0.1, ::1, 10.0.0.0/8 or fd00::/8
     * @throws InvalidInputException if one is neither
     */
    public static TrustedProxies of(Collection<String> texts) {
        return new TrustedProxies(texts.stream().map(Network::parse).toList());
    }

    /** Tells whether no proxy is trusted. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /** Tells whether a proxy with an address, in numbers, is trusted. */
    boolean trusts(@Nullable String address) {
        byte[] bytes = address == null ? null : bytes(address);
        return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /** Returns the bytes of an address; IPv4 in the form of IPv6 counts as IPv4. Null where it is none. */
    private static byte @Nullable [] bytes(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(plain);
        return bytes != null && bytes.length == 16 && isIpv4(bytes)
                ? new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]}
                : bytes;
    }

    private static boolean isIpv4(byte[] bytes) {
        for (int place = 0; place < 10; place++) {
            if (bytes[place] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    /** Addresses with the same first bits. */
    private record Network(byte[] address, int bits) {

        static Network parse(String text) {
            String[] parts = text.strip().split("/", -1);
            byte[] address = parts.length > 2 ? null : bytes(parts[0]);
            int most = address == null ? 0 : address.length * 8;
            int bits = parts.length == 2 ? number(parts[1]) : most;
            if (address == null || bits < 0 || bits > most) {
                throw new InvalidInputException(
                        "--trusted-proxy '%s': a proxy is an address or a network in numbers, such as 127.0.0.1 or 10.0.0.0/8"
                                .formatted(text));
            }
            return new Network(address, bits);
        }

        private static int number(String digits) {
            return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 1 << (7 - bit % 8);
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
