package dev.mixlab.web.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The transport of a server whose connections never take more than half of the free file descriptors, not even while many
 * clients connect at once: what is left belongs to the database and to runs. {@link Connections} closes connections
 * earlier, but on another thread than the one that accepts them.
 */
public final class BoundedTransport implements Transport {

    private static final double SHARE = 0.5;

    private final Transport plain = io.vertx.core.transport.Transport.NIO.implementation();
    private final int most;
    private final AtomicInteger open = new AtomicInteger();

    BoundedTransport(int most) {
        this.most = most;
    }

    /** Returns the transport of a server of this process. */
    public static io.vertx.core.transport.Transport ofThisProcess() {
        return new Named(new BoundedTransport(FileDescriptors.connections(SHARE)));
    }

    /** Returns the number of connections that are open. */
    int open() {
        return open.get();
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return plain.ioHandlerFactory();
    }

    @Override
    public DatagramChannel datagramChannel() {
        return plain.datagramChannel();
    }

    @Override
    @SuppressWarnings("deprecation") // as Vert.x declares it
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return plain.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return plain.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? plain.serverChannelFactory(true) : () -> new BoundedServerChannel(most, open);
    }

    /** A transport as Vert.x is built with it. */
    record Named(Transport implementation) implements io.vertx.core.transport.Transport {

        @Override
        public String name() {
            return "nio";
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return null;
        }
    }
}
