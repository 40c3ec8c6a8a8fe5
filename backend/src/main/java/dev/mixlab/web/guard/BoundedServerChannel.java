package dev.mixlab.web.guard;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections as long as there are not too many; further ones are closed before the next is accepted. */
final class BoundedServerChannel extends NioServerSocketChannel {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedServerChannel.class);

    /** At most one line in this time says that connections are refused. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final int most;
    private final AtomicInteger open;
    private long quietUntil = System.nanoTime();

    /**
     * A channel that accepts nothing yet.
     *
     * @param most connections that may be open at a time
     * @param open counts them
     */
    BoundedServerChannel(int most, AtomicInteger open) {
        this.most = most;
        this.open = open;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        if (open.get() >= most) {
            refuse();
            return 0;
        }
        int before = accepted.size();
        int count = super.doReadMessages(accepted);
        for (Object connection : accepted.subList(before, accepted.size())) {
            open.incrementAndGet();
            countDownOnceClosed((Channel) connection);
        }
        return count;
    }

    /** Java gives back the descriptor of a closed connection only when its loop next selects, which is before it runs timers. */
    private void countDownOnceClosed(Channel connection) {
        connection.closeFuture().addListener(closed -> {
            if (connection.eventLoop().isShuttingDown()) {
                open.decrementAndGet();
            } else {
                Future<?> unused = connection.eventLoop().schedule(open::decrementAndGet, 1, TimeUnit.MILLISECONDS);
            }
        });
    }

    private void refuse() throws Exception {
        try (SocketChannel excess = javaChannel().accept()) {
            if (excess != null && System.nanoTime() - quietUntil >= 0) {
                quietUntil = System.nanoTime() + QUIET.toNanos();
                LOG.warn("connections are refused, since {} are open", most);
            }
        }
    }
}
