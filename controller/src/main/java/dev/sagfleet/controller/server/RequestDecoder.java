package dev.sagfleet.controller.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Decodes one request, and the next one when it is told to: those that are sent without waiting for answers
 * stay bytes, which are fewer than what becomes of them.
 */
final class RequestDecoder extends HttpRequestDecoder {
    /** The longest request line, in bytes: GET carries all parameters in it, a hundred instances too. */
    static final int URI_LENGTH_MAX = 256 * 1024;

    /** The longest headers of a request together, in bytes. */
    static final int HEADERS_LENGTH_MAX = 32 * 1024;

    private boolean isAtEnd;
    private boolean discards;

    RequestDecoder() {
        super(new HttpDecoderConfig().setMaxInitialLineLength(URI_LENGTH_MAX).setMaxHeaderSize(HEADERS_LENGTH_MAX));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (discards) {
            in.skipBytes(in.readableBytes());
        } else if (!isAtEnd) {
            super.decode(ctx, in, out);
            isAtEnd = !out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent;
        }
    }

    /** Where such a message ends is a matter of opinion, so it is the last one (RFC 9112, section 6.1). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        super.handleTransferEncodingChunkedWithContentLength(message);
        HttpUtil.setKeepAlive(message, false);
    }

    /** Decodes the next request, as far as it has come. */
    void next(ChannelHandlerContext ctx) throws Exception {
        isAtEnd = false;
        if (actualReadableBytes() > 0) {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
        }
    }

    /** Throws away what has come, and what will come. Not to be called while something is decoded. */
    void discard(ChannelHandlerContext ctx) throws Exception {
        discards = true;
        channelRead(ctx, Unpooled.EMPTY_BUFFER);
    }

    /** Bytes that have come and are not decoded yet. */
    int heldBytes() {
        return actualReadableBytes();
    }
}
