package dev.parley.bench.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;

/// The floor: a bare Netty server that gives back a share of the bytes it gets, undecoded. What
/// Parley costs above it is Parley's own work.
///
/// Arguments: port, share of frames to give back (0 to 1).
public final class EchoFloor {
    private EchoFloor() {}

    public static void main(String[] arguments) throws InterruptedException {
        Quiet.logs();
        int port = Integer.parseInt(arguments[0]);
        double share = Double.parseDouble(arguments[1]);
        var loops = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        var server =
                new ServerBootstrap()
                        .group(loops)
                        .channel(EpollServerSocketChannel.class)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        new HttpServerCodec(),
                                                        new HttpObjectAggregator(8192),
                                                        new WebSocketServerProtocolHandler("/ws"),
                                                        new Echo(share));
                                    }
                                })
                        .bind("127.0.0.1", port)
                        .sync();
        System.out.println("echo: ready");
        System.out.flush();
        server.channel().closeFuture().sync();
    }

    /// Gives back frames, evenly thinned out to the share.
    private static final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private static final int FRAMES_BEFORE_SOUND = 2;

        private final double share;
        private int seen;
        private double owed;

        Echo(double share) {
            this.share = share;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            if (++seen <= FRAMES_BEFORE_SOUND) {
                return;
            }
            owed += share;
            if (owed >= 1) {
                owed -= 1;
                var _ = context.writeAndFlush(frame.retain(), context.voidPromise());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var _ = context.close();
        }
    }
}
