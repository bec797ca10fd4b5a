package dev.sagfleet.agent.relay;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks up no name, but addresses, before the test says so; then each is the loopback address, or there is none of that name. */
final class SlowNames extends AddressResolverGroup<InetSocketAddress> {
    private final CompletableFuture<Promise<InetAddress>> asked = new CompletableFuture<>();

    /** Waits for the first name to be asked for. */
    void awaitQuestion() {
        asked.join();
    }

    void answer() {
        asked.join().trySuccess(InetAddress.getLoopbackAddress());
    }

    void answerThatThereIsNone() {
        asked.join().tryFailure(new UnknownHostException("there is no such name"));
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetNameResolver(executor) {
            @Override
            protected void doResolve(String name, Promise<InetAddress> promise) throws UnknownHostException {
                byte[] address = NetUtil.createByteArrayFromIpAddressString(name);
                if (address == null) {
                    asked.complete(promise);
                } else {
                    promise.setSuccess(InetAddress.getByAddress(address));
                }
            }

            @Override
            protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                promise.setFailure(new UnknownHostException(name));
            }
        }.asAddressResolver();
    }
}
